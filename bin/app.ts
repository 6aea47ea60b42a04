import { dirname } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addStacks } from '../lib/app.ts';
import { bundleFunctions } from '../lib/bundle.ts';

const app = new App();
addStacks(app, await bundleFunctions(dirname(import.meta.dirname)));
app.synth();
