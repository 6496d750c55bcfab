import { randomUUID } from 'node:crypto';
import { first } from './rules.ts';

export const draw = (): string => first([]) ?? randomUUID();
