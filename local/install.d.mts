/** Types of install.mjs, which is plain JavaScript because it runs before anything is installed. */
type Package = { readonly version?: string; readonly integrity?: string; readonly optional?: boolean };
type Packages = { readonly packages: Readonly<Record<string, Package>> };

export declare function refusedNode(version: string): string | undefined;
export declare function isInstalled(lock: Packages, installed: Packages): boolean;
