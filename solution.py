import pandas as pd
f = pd.DataFrame({'a': [1, 2]}, ['x', 'y'])
print(f)
display(f)
f