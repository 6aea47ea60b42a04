import { inject } from 'vitest';
import { journey } from './journey.ts';

journey('with IAM enforced', () => inject('guarded'));
