// Pieces of the shapes in which Teams writes.
import type { z } from 'zod';

/** What is of another kind than we know counts as absent: it must not cost us the rest. */
export const optional = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);
