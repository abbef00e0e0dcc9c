const TAGGED = /(?:^|\/)node:v?(\d{1,2})(?![\d])/;
const NAMED = /(?:^|[/-])node(?:js)?-?(\d{2})(?![\d])/;

/** The release line of Node.js that an image's name tells, as `node:22-slim` and `distroless/nodejs24-debian12` do. */
export function nodeMajor(image: string | undefined): number | undefined {
  if (image === undefined) return undefined;
  const digits = (TAGGED.exec(image) ?? NAMED.exec(image))?.[1];
  return digits === undefined ? undefined : Number(digits);
}
