import type { Port } from '../../test/support/port.ts';

export const room = (port: Port): Port => port;
