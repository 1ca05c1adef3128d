import { DeadEnd } from '#components/dead-end.tsx'

export default function Forbidden() {
  return <DeadEnd status="403" />
}
