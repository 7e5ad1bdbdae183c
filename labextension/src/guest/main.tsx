/** The page of a guest: the panel without JupyterLab. */
import * as React from 'react';
import { createRoot } from 'react-dom/client';

const host = document.body.appendChild(document.createElement('main'));
createRoot(host).render(<h1>Interview</h1>);
