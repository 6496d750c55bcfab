import { readFileSync } from 'fs';

export const words = (): string => readFileSync('words.txt', 'utf8');
