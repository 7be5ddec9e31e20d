import { testMatrix } from './matrix.mts';

testMatrix('Tpns');
