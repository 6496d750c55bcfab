import { anyPort } from '../test/support/port.ts';

export const port = anyPort;
