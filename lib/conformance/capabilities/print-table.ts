import { writeTable } from './table.ts'

console.log(writeTable())
