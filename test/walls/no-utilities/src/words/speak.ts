import { upper } from '../utils/text.ts';

export const speak = upper;
