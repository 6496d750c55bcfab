import { page } from '../web/page.ts';

export const release = (): string => page();
