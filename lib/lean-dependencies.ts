import { dirname } from 'node:path';
import type { OnLoadResult, Plugin } from 'esbuild';

/** A module that stands in for one of a dependency's: which it replaces, and its source, given the path it replaces. */
interface StandIn {
  readonly replaces: RegExp;
  source(path: string): string;
}

/**
 * An ES import of `node:http` evaluates all that it exports, the lazily loaded WebSocket among it, and so the whole of
 * undici; `require` touches only what is used.
 */
const HTTP: StandIn = {
  replaces: /^(node:)?https?$/,
  source: (path) => `module.exports = require('${path}');`,
};

/** Profiles, SSO, STS and instance metadata are never asked: in Lambda credentials are always in the environment. */
const CREDENTIALS: StandIn = {
  replaces: /^@aws-sdk\/credential-provider-node$/,
  source: () =>
    `import { fromEnv } from '@aws-sdk/credential-provider-env'; export const defaultProvider = () => fromEnv();`,
};

/** Answers that come as a stream of events: no operation that is used here has one. */
const EVENT_STREAMS: StandIn = {
  replaces: /@smithy.core.dist-es.submodules.event-streams.index\.js$/,
  source: () => `const none = () => { throw new Error('Event streams are not bundled.'); };
export const eventStreamSerdeProvider = none, resolveEventStreamSerdeConfig = (config) => config;
export class EventStreamSerde { constructor() { none(); } }`,
};

/** X-Ray's capture of the AWS SDK's version 2, which brings the whole of semver. */
const XRAY_SDK_V2: StandIn = {
  replaces: /aws-xray-sdk-core.dist.lib.patchers.aws_p\.js$/,
  source: () =>
    `exports.captureAWS = exports.captureAWSClient = () => { throw new Error('Version 2 of the AWS SDK is not bundled.'); };`,
};

/** X-Ray's questions to EC2, ECS and Elastic Beanstalk. */
const XRAY_HOSTS: StandIn = {
  replaces: /aws-xray-sdk-core.dist.lib.segments.plugins.\w+\.js$/,
  source: () => '',
};

/** X-Ray's central sampling: in Lambda it turns it off itself, and takes the local sampler (its env/aws_lambda.js). */
const XRAY_SAMPLING: StandIn = {
  replaces: /aws-xray-sdk-core.dist.lib.middleware.sampling.default_sampler\.js$/,
  source: () => `module.exports = require('./local_sampler');`,
};

/**
 * Leaves out of every bundle what its dependencies bring and a Lambda function never uses: Node reads and runs all of
 * a bundle at each cold start, and this halves an AWS client's (measured by `npm run bench`).
 */
export const leanDependencies: Plugin = {
  name: 'lean-dependencies',
  setup(run) {
    const module = (contents: string, resolveDir: string): OnLoadResult => ({
      contents,
      resolveDir,
      loader: 'js',
    });
    for (const [index, { replaces, source }] of [HTTP, CREDENTIALS].entries()) {
      const namespace = `lean-${index}`;
      run.onResolve({ filter: replaces }, ({ kind, path, resolveDir }) =>
        kind === 'require-call' ? undefined : { path, namespace, pluginData: resolveDir },
      );
      run.onLoad({ filter: /./, namespace }, ({ path, pluginData }) => module(source(path), pluginData));
    }
    for (const { replaces, source } of [EVENT_STREAMS, XRAY_SDK_V2, XRAY_HOSTS, XRAY_SAMPLING])
      run.onLoad({ filter: replaces }, ({ path }) => module(source(path), dirname(path)));
  },
};
