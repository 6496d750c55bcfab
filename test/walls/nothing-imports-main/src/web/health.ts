import { version } from '../main.js';

export const health = { version };
