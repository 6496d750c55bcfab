import { port } from '../../src/config.ts';

export const seen = port;
