/**
 * Ends the process with a sentence where it does not run on the project's own Node. The machine's Node may be older, and a tool that is
 * called by its path instead of by its script runs on that one: it passes, and has proved nothing.
 */
export function requireRuntime(script: string): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 26) return;
  console.error(
    `This needs the project's own Node 26, and runs on ${process.version}: run it by \`${script}\`.`,
  );
  process.exit(1);
}
