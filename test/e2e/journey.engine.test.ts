import { inject } from 'vitest';
import { journey } from './journey.ts';

journey('with everything allowed', () => inject('deployment'));
