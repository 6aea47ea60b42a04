import { access, constants, mkdir } from 'node:fs/promises';
import { OperatorFault } from './fault.ts';

/** The errors of a folder that cannot be written into. */
const NO_FOLDER = ['EACCES', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EPERM', 'EROFS'];

/** Makes the folder that an option names, where it is not there; a fault says why nothing can be written into it. */
export const writableFolder = async (folder: string, option: string): Promise<void> => {
  const unwritable = (error: NodeJS.ErrnoException): never => {
    if (!NO_FOLDER.includes(error.code ?? '')) throw error;
    throw new OperatorFault({
      problem: `${folder} is no folder that can be written into (${error.code}).`,
      advice: `Name another one with ${option}.`,
      exitCode: 2,
    });
  };
  await mkdir(folder, { recursive: true }).catch(unwritable);
  await access(folder, constants.W_OK).catch(unwritable);
};
