import { connect } from '../database/connect.ts';

export const nextRun = (): unknown => connect();
