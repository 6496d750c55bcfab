export type Port = number;
export const anyPort: Port = 0;
