/** Name of the function that allocates only to be sampled: what stands below it is no memory of anyone's. */
export const CLOCK_MARK = 'heaptideMarksTheClock';
