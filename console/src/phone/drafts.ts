import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'

/** Words half written, such as a result, while an offer covers the screen. They live as long as the page. */
const useDraftRows = defineStore('phone.drafts', () => ({ rows: shallowReactive(new Map<string, string>()) }))
export const useDrafts = (): Map<string, string> => useDraftRows().rows
