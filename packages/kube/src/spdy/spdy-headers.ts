/** Names in lower case. */
export type SpdyHeaders = Readonly<Record<string, string>>;
