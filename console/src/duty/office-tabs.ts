/** The parts of the duty pane, in the order of a day: who is there, who should be, with which papers, and the hand-over. */
export const officeTabs = ['roster', 'tables', 'officers', 'handover'] as const
export type OfficeTab = (typeof officeTabs)[number]
