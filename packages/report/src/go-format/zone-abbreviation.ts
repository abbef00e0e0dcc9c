/**
 * English names of kinds of time, as Intl gives them, and the letters that the time zone database has for them. Intl's
 * own short names depend on the reader's country; zones of no entry have no letters in the database, only an offset.
 */
const LETTERS: Readonly<Record<string, string>> = {
  'Alaska Daylight Time': 'AKDT',
  'Alaska Standard Time': 'AKST',
  'American Samoa Standard Time': 'SST',
  'Atlantic Daylight Time': 'ADT',
  'Atlantic Standard Time': 'AST',
  'Australian Central Daylight Time': 'ACDT',
  'Australian Central Standard Time': 'ACST',
  'Australian Eastern Daylight Time': 'AEDT',
  'Australian Eastern Standard Time': 'AEST',
  'Australian Western Standard Time': 'AWST',
  'British Summer Time': 'BST',
  'Central Africa Time': 'CAT',
  'Central Daylight Time': 'CDT',
  'Central European Standard Time': 'CET',
  'Central European Summer Time': 'CEST',
  'Central Indonesia Time': 'WITA',
  'Central Standard Time': 'CST',
  'Chamorro Standard Time': 'ChST',
  'China Standard Time': 'CST',
  'Coordinated Universal Time': 'UTC',
  'Cuba Daylight Time': 'CDT',
  'Cuba Standard Time': 'CST',
  'East Africa Time': 'EAT',
  'Eastern Daylight Time': 'EDT',
  'Eastern European Standard Time': 'EET',
  'Eastern European Summer Time': 'EEST',
  'Eastern Indonesia Time': 'WIT',
  'Eastern Standard Time': 'EST',
  'Greenwich Mean Time': 'GMT',
  'Hawaii-Aleutian Daylight Time': 'HDT',
  'Hawaii-Aleutian Standard Time': 'HST',
  'Hong Kong Standard Time': 'HKT',
  'India Standard Time': 'IST',
  'Irish Standard Time': 'IST',
  'Israel Daylight Time': 'IDT',
  'Israel Standard Time': 'IST',
  'Japan Standard Time': 'JST',
  'Korean Standard Time': 'KST',
  'Mexican Pacific Daylight Time': 'MDT',
  'Mexican Pacific Standard Time': 'MST',
  'Moscow Standard Time': 'MSK',
  'Mountain Daylight Time': 'MDT',
  'Mountain Standard Time': 'MST',
  'New Zealand Daylight Time': 'NZDT',
  'New Zealand Standard Time': 'NZST',
  'Newfoundland Daylight Time': 'NDT',
  'Newfoundland Standard Time': 'NST',
  'Pacific Daylight Time': 'PDT',
  'Pacific Standard Time': 'PST',
  'Pakistan Standard Time': 'PKT',
  'Philippine Standard Time': 'PST',
  'South Africa Standard Time': 'SAST',
  'Taiwan Standard Time': 'CST',
  'West Africa Time': 'WAT',
  'Western European Standard Time': 'WET',
  'Western European Summer Time': 'WEST',
  'Western Indonesia Time': 'WIB',
  'Yukon Time': 'MST',
};

/** Zones that share the name of their time with others and yet have only an offset. */
const WITHOUT_LETTERS: Readonly<Record<string, string>> = {
  'Antarctica/Casey': 'Australian Western Standard Time',
  'Antarctica/Troll': 'Greenwich Mean Time',
  'Asia/Colombo': 'India Standard Time',
  'Europe/Minsk': 'Moscow Standard Time',
};

/** Zones on British time for whose summer Intl has no name. */
const BRITISH: ReadonlySet<string> = new Set(['Europe/Guernsey', 'Europe/Isle_of_Man', 'Europe/Jersey']);

/**
 * What the time zone database abbreviates the zone's time at `ms` with: `UTC`, `CET`, `PDT`. `undefined` where it has
 * no letters and its users print the offset.
 */
export function zoneAbbreviation(zone: string, ms: number): string | undefined {
  const name = zoneNamePart(zone, ms, 'long');
  if (WITHOUT_LETTERS[zone] === name) return undefined;
  return LETTERS[name] ?? (BRITISH.has(zone) && name === 'GMT+01:00' ? 'BST' : undefined);
}

/** One of the names that Intl has, in American English, for the zone's time at `ms`. */
export function zoneNamePart(zone: string, ms: number, kind: 'long' | 'longOffset'): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: kind });
  return format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
