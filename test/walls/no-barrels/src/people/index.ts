export { nobody } from './person.ts';
