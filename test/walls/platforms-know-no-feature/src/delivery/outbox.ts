export const next = (): string => 'talk';
