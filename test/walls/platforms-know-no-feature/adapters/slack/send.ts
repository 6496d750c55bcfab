import { connect } from '../../src/database/connect.ts';
import { next } from '../../src/delivery/outbox.ts';

export const send = (): unknown => [connect(), next()];
