import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRe2 } from '../../src/re2/re2.js';
import { HeaptideError } from '../../src/index.js';
import { askGo, noGo, type Trial } from './go-regexp.js';

const RUNS = Number(process.env.HEAPTIDE_GO_RUNS ?? 2000);

/** Pieces that are all of the language, and all that is nearly in it. */
const piece = fc.constantFrom(
  ...[
    'a',
    'b',
    'c',
    'A',
    'k',
    's',
    '_',
    '0',
    '7',
    ' ',
    '-',
    '\n',
    '.',
    '.',
    'é',
    'É',
    'ſ',
    'K',
    'σ',
    'ς',
    '😀',
    '\ufffd',
  ],
  ...[
    '*',
    '+',
    '?',
    '*?',
    '+?',
    '??',
    '|',
    '|',
    '(',
    '(',
    ')',
    ')',
    '(?:',
    '(?i)',
    '(?i:',
    '(?s)',
    '(?m)',
    '(?U)',
  ],
  ...[
    '(?-i)',
    '(?i-)',
    '(?s-i:',
    '(?im-s:',
    '(?-',
    '(?i',
    '(?',
    '(?P<n>',
    '(?P<n',
    '(?<n>',
    '(?<n>',
    '(?=a)',
    '(?<=a)',
    '(?P=n)',
    '(?)',
  ],
  ...[
    '^',
    '$',
    '\\A',
    '\\z',
    '\\b',
    '\\B',
    '\\Z',
    '\\C',
    '\\',
    '\\Q',
    '\\E',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
  ],
  ...[
    '{2}',
    '{0}',
    '{1,}',
    '{0,2}',
    '{2,1}',
    '{1001}',
    '{500}',
    '{,2}',
    '{',
    '}',
    '{1,99999999999}',
    '{01}',
    '{0,}',
  ],
  ...[
    '[',
    ']',
    '[^',
    '[a-c]',
    '[^a]',
    '[]a]',
    '[^]a]',
    '[a-]',
    '[c-a]',
    '[\\d-z]',
    '[a-\\d]',
    '[[:alpha:]]',
    '[[:^digit:]b]',
  ],
  ...[
    '[[:foo:]]',
    '[:alpha:]',
    '[[:word:]',
    '[\\w\\s]',
    '[^\\W]',
    '[a\\]b]',
    '[^\\x00-\\x{10FFFF}]',
    '[\\n]',
    '[\\b]',
    '[\\Qa]',
  ],
  ...[
    '\\pL',
    '\\p{Greek}',
    '\\P{Lu}',
    '\\p{^Lu}',
    '\\pN',
    '\\p{Foo}',
    '\\p{',
    '\\p',
    '\\p{lower_case-letter}',
    '\\p{any}',
  ],
  ...['\\p{Old_Italic}', '\\p{ASCII}', '\\PL', '[\\p{Lu}a]', '[^\\PN]', '\\pé', '\\p{Lt}', '\\p{LC}'],
  ...[
    '\\n',
    '\\t',
    '\\a',
    '\\v',
    '\\.',
    '\\_',
    '\\é',
    '\\x41',
    '\\x{e9}',
    '\\x{1F600}',
    '\\x{110000}',
    '\\x4',
    '\\xg1',
    '\\x{}',
  ],
  ...['\\1', '\\12', '\\01', '\\0', '\\8', '\\177', '\\e'],
);
const pattern = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
  balanced(),
);
const text = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b',
        'c',
        'A',
        'B',
        'k',
        'K',
        's',
        'S',
        '_',
        '0',
        '7',
        ' ',
        '-',
        '\n',
        '.',
        '\t',
        '\v',
        '[',
        '}',
      ],
      ...['é', 'É', 'ſ', 'K', 'σ', 'ς', 'Σ', '😀', '\ufffd', 'Ⅷ', 'ß', 'ẞ', 'ǅ'],
    ),
    { maxLength: 8 },
  )
  .map((characters) => characters.join(''));

/** Patterns that are right by construction, so that most of them get to match. */
function balanced(): fc.Arbitrary<string> {
  const atom = fc.constantFrom(
    'a',
    'b',
    'ab',
    '.',
    '[a-c]',
    '[^b]',
    '\\w',
    '\\b',
    '\\B',
    '^',
    '$',
    '(?i:k)',
    '\\pL',
    '(?m:^)',
    '(?m:$)',
    '',
  );
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      atom,
      fc.tuple(tie('node'), tie('node')).map(([left, right]) => left + right),
      fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(${left}|${right})`),
      fc
        .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '{0}', '{3}'))
        .map(([part, repeat]) => `(?:${part})${repeat}`),
    ),
  }));
  return fc.oneof(
    node,
    node.map((inner) => `^(?:${inner})$`),
  );
}

function ours({ pattern: source, texts }: Trial): string {
  try {
    const re = compileRe2(source);
    return texts.map((one) => (re.test(one) ? '1' : '0')).join('');
  } catch (error) {
    if (error instanceof HeaptideError && error.code === 'HT_E_BAD_REGEXP') return error.message;
    throw error;
  }
}

test.skipIf(noGo !== undefined)('acceptance, error and matches are those of Go', () => {
  const trials = fc.sample(
    fc.record({ pattern, texts: fc.array(text, { minLength: 4, maxLength: 8 }) }),
    RUNS,
  );
  const answers = askGo(trials);
  expect(answers).toHaveLength(trials.length);
  trials.forEach((trial, i) => {
    expect({ ...trial, answer: ours(trial) }).toEqual({ ...trial, answer: answers[i] });
  });
});
