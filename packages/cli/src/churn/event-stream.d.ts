/**
 * The data of each event in a complete `text/event-stream` body, in order, whatever the event's name.
 * An event that the end of the body cuts short is not one. Rules: HTML standard, section 9.2.6.
 */
export declare function eventData(body: string): string[];
//# sourceMappingURL=event-stream.d.ts.map