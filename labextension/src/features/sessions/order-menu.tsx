/** The menu of the orders in which the list stands. */
import * as React from 'react';
import { MenuButton } from '../../ui/menu-button';
import { useTrans } from '../../ui/translation';
import type { IArrangement } from './remembered';
import type { SessionOrder } from './session-groups';

export function OrderMenu(props: {
  order: SessionOrder;
  arrange: (change: Partial<IArrangement>) => void;
}): JSX.Element {
  const trans = useTrans();
  const orders: [SessionOrder, string][] = [
    ['made', trans.__('Last created')],
    ['activity', trans.__('Last edited or run')],
    ['title', trans.__('By title')]
  ];
  return (
    <MenuButton
      label={trans.__('Order of the list')}
      icon="sort"
      items={orders.map(([order, label]) => ({
        label,
        radio: true,
        checked: order === props.order,
        onSelect: () => props.arrange({ order })
      }))}
    />
  );
}
