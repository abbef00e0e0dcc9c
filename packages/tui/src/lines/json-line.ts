const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * `value` as one line of JSON that a terminal may show: whatever it would act on or hide is escaped, which changes
 * nothing of what the line says.
 */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value).replace(HIDDEN, escapeUnits);
  return `${json}\n`;
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
