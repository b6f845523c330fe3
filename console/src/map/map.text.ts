/** The map's own words; names and states come from whoever shows it. */
export const mapText = {
  zh: {
    title: '地图',
    approximate: '镇街界线为示意，非官方界线',
    datum: 'WGS-84',
    failed: '本机无法绘制地图（没有 WebGL）。列表仍然完整。',
    urgent: '急',
    kilometres: '公里',
    metres: '米',
    pickHint: '方向键移动，加减键缩放，回车选取十字处',
  },
  en: {
    title: 'Map',
    approximate: 'Township lines are approximate, not official',
    datum: 'WGS-84',
    failed: 'This machine cannot draw the map (no WebGL). The lists are complete all the same.',
    urgent: 'Urgent',
    kilometres: 'km',
    metres: 'm',
    pickHint: 'Arrow keys move, plus and minus zoom, Enter picks what is under the cross',
  },
} as const

export type MapLanguage = keyof typeof mapText
