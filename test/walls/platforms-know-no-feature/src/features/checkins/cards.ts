export const steps = ['low', 'high'];
