import type { Photo } from '@lianqin/shared/photo'
import { clockTime } from '../kernel/time.ts'
import { outcomeText } from './outcome.text.ts'

const KILOBYTE = 1024
const size = (bytes: number) =>
  bytes < KILOBYTE * KILOBYTE ? `${Math.ceil(bytes / KILOBYTE)} KB` : `${(bytes / KILOBYTE / KILOBYTE).toFixed(1)} MB`

/** What is known of a picture besides what it shows: stage, time, who sent it, how large it is. */
export const photoFacts = ({ stage, addedAt, addedByTitle, bytes }: Photo): string =>
  outcomeText('photo-facts', {
    stage: outcomeText(`stage.${stage}`),
    time: clockTime(addedAt),
    who: addedByTitle,
    size: size(bytes),
  })
