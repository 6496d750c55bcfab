// Runs once before all specs.
import { requireRuntime } from './runtime.ts';

export default function setUp(): void {
  requireRuntime('npm test');
}
