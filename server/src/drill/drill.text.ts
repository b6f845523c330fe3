import type { NewIncident } from '@lianqin/shared/incident'
import type { FilingCondition, Matter } from '@lianqin/shared/matter'
import type { Scene } from './places.locate.ts'

// What the drill's people write, in the language of the district they play in.

const AT_THE_DOOR_M = 40
const ROUND_M = 10

/** Where it is, as a caller would say it: 古林菜市场东侧约120米. */
export function addressOf({
  area,
  landmark,
  eastM,
  northM,
}: Pick<Scene, 'area' | 'landmark' | 'eastM' | 'northM'>): string {
  const from = landmark?.name.zh ?? area.name.zh
  const metres = Math.hypot(eastM, northM)
  if (metres < AT_THE_DOOR_M) return `${from}门口`
  const side = Math.abs(eastM) > Math.abs(northM) ? (eastM > 0 ? '东侧' : '西侧') : northM > 0 ? '北侧' : '南侧'
  return `${from}${side}约${Math.round(metres / ROUND_M) * ROUND_M}米`
}

const REPORTS: Record<NonNullable<NewIncident['source']>, (what: string) => string> = {
  hotline: (what) => `市民来电反映${what}，请派人处置。`,
  platform: (what) => `平台转来：${what}，已有多人反映。`,
  video: (what) => `视频巡检识别到${what}，待现场核实。`,
  patrol: (what) => `巡查发现${what}，影响通行。`,
  desk: (what) => `${what}，当事人仍在现场。`,
}

/** An event says by its name what is wrong; of a thing, its condition does: 路灯灯杆倒伏. */
export const descriptionOf = (
  { kind, name }: Pick<Matter, 'kind' | 'name'>,
  condition: Pick<FilingCondition, 'name'>,
  source: keyof typeof REPORTS,
): string => REPORTS[source](kind === 'component' ? `${name.zh}${condition.name.zh}` : name.zh)

export const RESULTS = [
  '现场已清理，当事人已教育劝离。',
  '已责令当场改正，现场恢复原状。',
  '已联系权属单位到场修复，隐患排除。',
  '已拍照取证并清运完毕，道路恢复畅通。',
  '当事人已自行整改，现场复核无误。',
] as const

export const SEND_BACK_REASONS = [
  '权属不在本队，建议转相关部门。',
  '现场未发现所述问题，请核实地点。',
  '人员车辆故障，无法继续处置。',
] as const
export const REJECT_REASONS = ['内容不清，无法联系反映人。', '不属于城市管理事项。'] as const
export const REWORK_REASON = '照片不全，请补拍处置后照片。'
export const OVER_REASON = '演练清理：久未派出，先行作废。'
