import type { Connection } from '../database/connect.ts';
import { connect } from '../database/connect.ts';

export const check = (): Connection => connect();
