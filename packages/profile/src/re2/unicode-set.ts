import type { NamedSet } from './named-sets.js';
import { cleanRanges, EVERYTHING, type Ranges } from './ranges.js';
import { scanCodePoints } from './scan-code-points.js';

/** General categories, and the longer names that they have. Spelled as {@link canonicalName} leaves them. */
const CATEGORIES: ReadonlyMap<string, string> = new Map(
  [
    'C:Other Cc:Control:Cntrl Cf:Format Cn:Unassigned Co:Privateuse Cs:Surrogate',
    'L:Letter Lc:Casedletter Ll:Lowercaseletter Lm:Modifierletter Lo:Otherletter Lt:Titlecaseletter Lu:Uppercaseletter',
    'M:Mark:Combiningmark Mc:Spacingmark Me:Enclosingmark Mn:Nonspacingmark',
    'N:Number Nd:Decimalnumber:Digit Nl:Letternumber No:Othernumber',
    'P:Punctuation:Punct Pc:Connectorpunctuation Pd:Dashpunctuation Pe:Closepunctuation Pf:Finalpunctuation',
    'Pi:Initialpunctuation Po:Otherpunctuation Ps:Openpunctuation',
    'S:Symbol Sc:Currencysymbol Sk:Modifiersymbol Sm:Mathsymbol So:Othersymbol',
    'Z:Separator Zl:Lineseparator Zp:Paragraphseparator Zs:Spaceseparator',
  ]
    .join(' ')
    .split(' ')
    .flatMap((entry) => {
      const names = entry.split(':');
      return names.map((name) => [name, names[0] === 'Lc' ? 'LC' : names[0]!] as const);
    }),
);

/** The scripts that Go finds: it capitalises only the first letter of a name, so that no name of two words is found. */
const SCRIPTS: ReadonlySet<string> = new Set(
  (
    'Adlam Ahom Arabic Armenian Avestan Balinese Bamum Batak Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid ' +
    'Carian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cyrillic Deseret Devanagari Dogra Duployan ' +
    'Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi Han Hangul Hanunoo Hatran ' +
    'Hebrew Hiragana Inherited Javanese Kaithi Kannada Katakana Kawi Kharoshthi Khmer Khojki Khudawadi Lao Latin Lepcha ' +
    'Limbu Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Medefaidrin Miao Modi Mongolian Mro ' +
    'Multani Myanmar Nabataean Nandinagari Newa Nko Nushu Ogham Oriya Osage Osmanya Palmyrene Phoenician Rejang Runic ' +
    'Samaritan Saurashtra Sharada Shavian Siddham Sinhala Sogdian Soyombo Sundanese Syriac Tagalog Tagbanwa Takri Tamil ' +
    'Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Yezidi Yi'
  ).split(' '),
);

const known = new Map<string, Ranges>();

/** The set of `\p{name}`: a category, a script, `Any`, `Assigned` or `ASCII`; case, blanks, `-` and `_` do not matter. */
export function unicodeSet(name: string): NamedSet | undefined {
  const canonical = canonicalName(name);
  if (canonical === 'Any') return { ranges: EVERYTHING, negated: false };
  if (canonical === 'Ascii') return { ranges: [0, 0x7f], negated: false };
  if (canonical === 'Assigned') return { ranges: ofProperty('gc=Cn'), negated: true };
  const category = CATEGORIES.get(canonical);
  if (category !== undefined) return { ranges: ofProperty(`gc=${category}`), negated: false };
  return SCRIPTS.has(canonical) ? { ranges: ofProperty(`sc=${canonical}`), negated: false } : undefined;
}

function canonicalName(name: string): string {
  const letters = name.replace(/[-_ ]/g, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return letters.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

function ofProperty(property: string): Ranges {
  let ranges = known.get(property);
  if (ranges === undefined) known.set(property, (ranges = cleanRanges(scanCodePoints(property))));
  return ranges;
}
