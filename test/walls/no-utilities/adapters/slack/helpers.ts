export const lower = (text: string): string => text.toLowerCase();
