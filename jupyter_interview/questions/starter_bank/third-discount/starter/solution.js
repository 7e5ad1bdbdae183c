function printReceipt(sale) {
  let sum = 0;
  for (const item of sale.items) {
    let text;
    if (item.count > 1) {
      text = item.count + ' x ' + item.name;
    } else {
      text = item.name;
    }
    const price = ((item.cents * item.count) / 100).toFixed(2);
    console.log(text.slice(0, 24).padEnd(24) + price.padStart(8));
    sum = sum + item.cents * item.count;
  }
  console.log('-'.repeat(32));
  console.log('Sum'.padEnd(24) + (sum / 100).toFixed(2).padStart(8));
  let total = sum;
  // evening
  if (sale.hour >= 18) {
    let evening = 0;
    for (const item of sale.items) {
      if (item.kind === 'bread') {
        evening = evening + Math.floor((item.cents * item.count * 30) / 100);
      }
    }
    if (evening > 0) {
      console.log('Evening bread 30%'.padEnd(24) + (-evening / 100).toFixed(2).padStart(8));
      total = total - evening;
    }
  }
  // members, see the letter of 2019
  if (sale.member) {
    if (total >= 1000) {
      const member = Math.floor((total * 5) / 100);
      console.log('Member 5%'.padEnd(24) + (-member / 100).toFixed(2).padStart(8));
      total = total - member;
    }
  }
  console.log('Total'.padEnd(24) + (total / 100).toFixed(2).padStart(8));
  if (total < sum) {
    console.log('You save'.padEnd(24) + ((sum - total) / 100).toFixed(2).padStart(8));
  }
}

printReceipt({
  items: [
    { name: 'Rye bread', kind: 'bread', cents: 395, count: 2 },
    { name: 'Poppy roll', kind: 'roll', cents: 60, count: 6 },
    { name: 'Apple cake', kind: 'cake', cents: 280, count: 1 }
  ],
  hour: 19,
  member: true
});
