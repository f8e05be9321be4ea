// The host is composed here.
return;
