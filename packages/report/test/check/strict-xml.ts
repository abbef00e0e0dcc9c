/** An element of a parsed document; `text` is its own, children's left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const NAME = '[A-Za-z_][\\w.-]*';
const DECLARATION = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/;
const ATTRIBUTE = new RegExp(`\\s+(${NAME})="([^"<]*)"`, 'y');
const OPEN = new RegExp(`<(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`, 'y');
const CLOSE = new RegExp(`</(${NAME})\\s*>`, 'y');
const TEXT = /[^<]+/y;
/** All that XML 1.0 can hold (section 2.2). */
const CHARACTERS = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Parses the part of XML that a report needs, and refuses all else. @throws {Error} at what is not well-formed. */
export function parseXml(text: string): XmlElement {
  if (!CHARACTERS.test(text)) throw new Error('a character that XML cannot hold');
  if (!DECLARATION.test(text)) throw new Error('no XML declaration');
  const body = text.replace(DECLARATION, '').trimEnd();
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(body);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const element = (): XmlElement => {
    const open = take(OPEN);
    if (open === null) throw new Error(`no element at ${body.slice(at, at + 40)}`);
    const name = open[1]!;
    const attributes = attributesOf(open[2]!);
    if (open[3] === '/') return { name, attributes, children: [], text: '' };
    const children: XmlElement[] = [];
    let own = '';
    for (;;) {
      const close = take(CLOSE);
      if (close !== null) {
        if (close[1] !== name) throw new Error(`<${name}> is closed by </${close[1]!}>`);
        return { name, attributes, children, text: own };
      }
      const words = take(TEXT);
      if (words === null) children.push(element());
      else own += decode(words[0]);
    }
  };
  const root = element();
  if (at !== body.length) throw new Error(`more than one root: ${body.slice(at, at + 40)}`);
  return root;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    if (Object.hasOwn(attributes, match[1]!)) throw new Error(`attribute ${match[1]!} twice`);
    attributes[match[1]!] = decode(match[2]!);
  }
  return attributes;
}

function decode(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined || !whole.endsWith(';')) throw new Error(`a bare & in ${text}`);
    return character;
  });
}
