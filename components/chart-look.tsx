/** How every chart writes its axes, its tooltip and its legend. */
export const axisText = { fill: 'var(--ant-color-text-secondary)', fontSize: 12 }

export const tooltipPanel = {
  background: 'var(--ant-color-bg-elevated)',
  border: '1px solid var(--ant-color-border-secondary)',
  borderRadius: 6,
  color: 'var(--ant-color-text)',
}

export const legendText = (words: string) => (
  <span style={{ color: 'var(--ant-color-text-secondary)' }}>{words}</span>
)
