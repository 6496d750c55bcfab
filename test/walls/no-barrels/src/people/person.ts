export const nobody = { id: '' };
