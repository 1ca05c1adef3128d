import { StatisticsAsk } from '#lib/statistics/range.ts'
import { readStatistics } from '#lib/statistics/read.ts'
import { route } from '#lib/web/route.ts'

export const GET = route('viewer', StatisticsAsk, readStatistics)
