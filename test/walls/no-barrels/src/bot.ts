import { nobody } from './people/index.ts';

export const bot = nobody;
