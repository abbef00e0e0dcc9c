/**
 * The whole fields of a JSON object whose end is missing, as JSON; `undefined` where there is not one. Lets a report be read
 * whose process was killed while it wrote.
 */
export function wholePart(text: string): string | undefined {
  let depth = 0;
  let inString = false;
  let end = -1;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    // The field before a comma of the outermost object is whole.
    else if (character === ',' && depth === 1) end = at;
  }
  return end < 0 ? undefined : `${text.slice(0, end)}}`;
}
