/** Names that try to be more than names. */
export const HOSTILE: readonly string[] = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--',
  ']]></title><svg onload=alert(1)>',
  '</style><style>*{display:none}',
  'javascript:alert(1)',
  '\u202egpj.exe\u2066',
  'line\nbreak\u2028and\u0000nul',
  '&lt;already&gt; &amp; {{.}} ${x}',
  'a'.repeat(5000),
];
