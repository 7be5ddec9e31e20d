import { testMatrix } from './matrix.mts';

testMatrix('TencentPush');
