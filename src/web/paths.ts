// Which route a request means. A pattern is a method and a path: `GET /healthz`, `* /playground/*`.

type Pattern<Target> = { name: string; method: string; path: string; target: Target };

export type Found<Target> =
  | { kind: 'found'; name: string; target: Target }
  | { kind: 'other-method'; allow: readonly string[] }
  | { kind: 'nothing-here' };

function readPattern<Target>(name: string, target: Target): Pattern<Target> {
  const [method, path, ...more] = name.split(' ');
  if (!method || !path?.startsWith('/') || more.length > 0) {
    throw new Error(`A route is a method and a path, such as "GET /healthz", not "${name}".`);
  }
  return { name, method, path, target };
}

const fits = (path: string, asked: string): boolean =>
  path.endsWith('/*') ? asked.startsWith(path.slice(0, -1)) : asked === path;

const takes = (method: string, asked: string): boolean =>
  method === '*' || method === asked || (method === 'GET' && asked === 'HEAD');

/**
 * The longest path that fits and takes the method wins. `/a/*` fits everything below `/a/`, not `/a`; without a star the path
 * fits as a whole. What answers GET answers HEAD. Throws where a pattern cannot be read.
 */
export function makeFinder<Target>(
  routes: Readonly<Record<string, Target>>,
): (method: string, path: string) => Found<Target> {
  const patterns = Object.entries(routes)
    .map(([name, target]) => readPattern(name, target))
    .toSorted((one, other) => other.path.length - one.path.length);
  return (method, path) => {
    const here = patterns.filter((pattern) => fits(pattern.path, path));
    const found = here.find((pattern) => takes(pattern.method, method));
    if (found) return { kind: 'found', name: found.name, target: found.target };
    if (here.length === 0) return { kind: 'nothing-here' };
    const allow = here.flatMap((pattern) => (pattern.method === 'GET' ? ['GET', 'HEAD'] : [pattern.method]));
    return { kind: 'other-method', allow: [...new Set(allow)] };
  };
}
